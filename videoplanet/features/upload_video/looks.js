/** Classes that several parts of the tray share; the same as the kit's buttons. */

const BASE =
  "inline-flex shrink-0 items-center justify-center gap-1.5 border font-semibold whitespace-nowrap select-none transition-colors " +
  "duration-120 ease-quick disabled:cursor-default disabled:opacity-50 pointer-coarse:min-h-11";

export const BUTTON = `${BASE} h-9 rounded-md px-3.5 text-base`;
export const SMALL = `${BASE} h-8 rounded-md px-2.5 text-sm`;
export const ICON =
  `${BASE} size-8 rounded-md border-transparent text-muted enabled:hover:bg-hover enabled:hover:text-ink pointer-coarse:min-w-11`;
export const PRIMARY = "border-brand bg-brand text-white enabled:hover:border-brand-hover enabled:hover:bg-brand-hover";
export const SECONDARY = "border-line bg-raised text-ink hover:bg-hover";
export const LINK = "rounded-sm font-semibold text-accent underline-offset-4 hover:underline pointer-coarse:min-h-11";

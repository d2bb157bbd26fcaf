/** What the build of the frontend generates and the project's scripts import: Reflex's runtime and the texts. */
import type { Context } from "react";

/** The values of Reflex's states, by their full names. */
export declare const StateStoreContext: Context<{
  subscribe(state: string, listener: () => void): () => void;
  getSnapshot(state: string): Record<string, any> | undefined;
}>;
/** Sends events to the server, and the errors of the line to it: none while it is there. */
export declare const EventLoopContext: Context<[(events: unknown[], ...rest: any[]) => void, unknown[]]>;
export declare function ReflexEvent(name: string, payload?: Record<string, unknown>, actions?: Record<string, unknown>): unknown;
/** The languages there are: `$/utils/texts/languages`. */
export declare const DEFAULT_LANGUAGE: string;
export declare const DEFAULT_TIME_ZONE: string;
export declare const DEFAULT_TEXTS: Record<string, string>;
export declare const FORMS: Record<string, string>;
export declare const LOADERS: Record<string, () => Promise<{ default: Record<string, string> }>>;

/** Modules without types of their own. */
declare module "*.css";
declare module "lucide-react/dist/esm/icons/*" {
  const Icon: import("react").FunctionComponent<import("react").SVGProps<SVGSVGElement> & { size?: number | string }>;
  export default Icon;
}

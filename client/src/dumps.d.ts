/** A dump that the build takes into the bundle. */
declare module "*.xenstore" {
  const text: string;
  export default text;
}

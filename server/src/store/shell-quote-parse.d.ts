/** The parser alone: the package itself also loads what quotes commands. */
declare module "shell-quote/parse.js" {
  import { parse } from "shell-quote";
  export default parse;
}

import type { Dump, DumpSymbol } from "../server/src/service";
import { finish } from "./open-dump";
import { offset } from "./features/marked-lines";

/** The outline, indented: kind, name, and after a dash the detail. */
export function outline(symbols: readonly DumpSymbol[], indentation = ""): string[] {
  return symbols.flatMap(({ name, detail, kind, children }) => [`${indentation}${kind} ${name}${detail === undefined ? "" : ` - ${detail}`}`, ...outline(children, `${indentation}  `)]);
}

/** Where the symbols of a dump break the protocol. */
export function faults(dump: Dump): string[] {
  const found: string[] = [];
  const visit = (symbol: DumpSymbol, outer: DumpSymbol | undefined): void => {
    const { name, range, selectionRange } = symbol;
    if (name.trim() === "") found.push("no name");
    if (offset(range.start) > offset(selectionRange.start) || offset(selectionRange.end) > offset(range.end)) found.push(`${name}: the name is outside`);
    if (outer !== undefined && (offset(outer.range.start) > offset(range.start) || offset(range.end) > offset(outer.range.end))) found.push(`${name}: not in ${outer.name}`);
    if (range.end.character > (dump.lineText(range.end.line)?.length ?? -1)) found.push(`${name}: too long`);
    for (const child of symbol.children) visit(child, symbol);
  };
  for (const symbol of finish(dump.symbols())) visit(symbol, undefined);
  return found;
}

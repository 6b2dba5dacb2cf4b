import type { Position, Range } from "../dump/text";
import type { AnalysedDump } from "./analysed-dump";
export interface Hover { readonly range: Range; readonly markdown: string }
export function hoverAt(_dump: AnalysedDump, _position: Position): Hover | undefined { return undefined; }

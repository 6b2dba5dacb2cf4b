// Imported before all else: while the other modules are loaded, V8 would let the young generation grow already.
import { collectSooner, optimizeLess } from "./main.engine";

optimizeLess();
collectSooner();

import { CUT_MARKER } from "./cut-marker";

/** How wide a tree from xenstore-ls is: 80 columns on a pipe or in a file, and two fewer than a terminal has. The narrowest terminals in use have 80. */
const ON_PIPE = 80;
const ON_TERMINAL = 80 - 2;

/** What stands around a value that was cut, up to this width: the sign with its quote before it, and the marker behind it. */
const AROUND_CUT_VALUE = ' = "'.length + CUT_MARKER.length;

/** How long a line with a cut value is, up to and including the quote that closes it: this one goes over the width. */
export const CUT_LINE_LENGTHS: readonly number[] = [ON_PIPE + 1, ON_TERMINAL + 1];

/** Where indentation and name end if they leave no room for a value on a pipe; the rest of the name is cut without a mark. */
export const CUT_NAME_ON_PIPE = ON_PIPE - AROUND_CUT_VALUE;

/** A name that ends at this column or beyond may be cut: it would leave no room for a value on the narrowest terminal. */
export const NARROWEST_CUT = ON_TERMINAL - AROUND_CUT_VALUE;

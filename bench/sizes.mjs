// How large everything is, and how often it is measured.

/**
 * @typedef {object} Sizes
 * @property {number} guests of the host
 * @property {number} fewGuests of the host that is ten times smaller
 * @property {number} manyGuests of the host whose dump is as large as VS Code hands to extensions
 * @property {number} faultyGuests of the host on which each queue has a fault, eight per guest
 * @property {number} dumps of hosts with ten guests, in a folder
 * @property {number} rounds in which everything is measured once, in fresh processes
 * @property {number} largeRounds how many of these measure the largest dump too
 * @property {number} keystrokes of each kind in a process; each is taken back, which counts as one more
 * @property {number} slowKeystrokes the same, for the server to compare with
 */

/** @type {Sizes} */
export const FULL = {
  guests: 1000,
  fewGuests: 100,
  // 49.8 MB; VS Code's limit is 50 MB.
  manyGuests: 8050,
  faultyGuests: 1250,
  dumps: 1000,
  rounds: 5,
  largeRounds: 2,
  keystrokes: 40,
  slowKeystrokes: 4,
};

/** Enough to see whether everything works; too little to quote. @type {Sizes} */
export const QUICK = { ...FULL, guests: 100, fewGuests: 10, manyGuests: 200, faultyGuests: 125, dumps: 100, rounds: 2, largeRounds: 1, keystrokes: 10 };

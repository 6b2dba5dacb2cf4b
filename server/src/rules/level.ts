/** How much a report matters, from the gravest. */
export const LEVELS = ["error", "warning", "information", "hint"] as const;

export type Level = (typeof LEVELS)[number];

/** The milder of two levels. */
export function milder(left: Level, right: Level): Level {
  return LEVELS.indexOf(left) > LEVELS.indexOf(right) ? left : right;
}

/** One level milder. */
export function lowered(level: Level): Level {
  return LEVELS[LEVELS.indexOf(level) + 1] ?? "hint";
}

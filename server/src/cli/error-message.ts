/** The message of whatever was thrown, as it is: before it is shown, control characters must be spelled out. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

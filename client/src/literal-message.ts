/**
 * Makes a message fit for a notification. VS Code turns `[text](command:…)` there into a link that runs the command, and a message may quote what a guest wrote.
 * @returns the message with a blank inside what would be a link
 */
export function literalMessage(message: string): string {
  return message.replaceAll("](", "] (");
}

/** What the command line is installed with, and only its main file can tell. */
export interface Installation {
  /** The folder of the documentation, which holds `rules/<code>.md`: an absolute path. */
  readonly docs: string;
  /** The script for threads that share the work; undefined where all is done in one. */
  readonly thread?: string | undefined;
  /**
   * Runs the language server in this process; it ends the process when its client says so, or goes away.
   * @param args what language servers take on their command line: where the client is (`--stdio`), and its process
   * @returns whether there was a client; false where nobody listens
   */
  readonly serve: (args: readonly string[]) => Promise<boolean>;
}

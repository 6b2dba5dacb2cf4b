/** What is installed beside the command line. Only its main file knows where. */
export interface Installation {
  /** The folder of the documentation, which holds `rules/<code>.md`: an absolute path. */
  readonly docs: string;
  /** The script for threads that share the work; undefined if all is done in one thread. */
  readonly thread?: string | undefined;
  /**
   * Runs the language server in this process. It ends the process when its client says so, or goes away.
   * @param args the command line of a language server: how to reach the client (such as `--stdio`), and the client's process
   * @returns whether there was a client; false if nobody listens
   */
  readonly serve: (args: readonly string[]) => Promise<boolean>;
}

/** Asks until there is an answer, since nothing in an editor happens at once. The time limit is that of the test. */
export async function until<T>(question: () => T | undefined | false | Promise<T | undefined | false>): Promise<T> {
  for (;;) {
    const answer = await question();
    if (answer !== undefined && answer !== false) return answer;
    await new Promise((resolve) => {
      setTimeout(resolve, 20);
    });
  }
}

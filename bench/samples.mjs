// The measurements: many samples of each figure, from several processes.

/** Samples, by the name of their figure. */
export class Samples {
  /** @type {Map<string, number[]>} */
  #byName = new Map();

  /**
   * @param {string} name
   * @param {(number | undefined)[]} values those that could not be measured are left out
   */
  add(name, ...values) {
    const known = values.filter((value) => value !== undefined);
    this.#byName.set(name, [...(this.#byName.get(name) ?? []), ...known]);
  }

  /** @param {string} name */
  median(name) {
    return this.#quantile(name, 0.5);
  }

  /** @param {string} name */
  percentile95(name) {
    return this.#quantile(name, 0.95);
  }

  /** @param {string} name */
  maximum(name) {
    return this.#quantile(name, 1);
  }

  /**
   * The noise.
   * @param {string} name
   * @returns the interquartile range of the samples, as a share of the median
   */
  spread(name) {
    const [low, middle, high] = [this.#quantile(name, 0.25), this.median(name), this.#quantile(name, 0.75)];
    return low === undefined || middle === undefined || high === undefined ? undefined : (high - low) / middle;
  }

  /** All of them, for `--json`. */
  toJSON() {
    return Object.fromEntries(this.#byName);
  }

  /**
   * @param {string} name
   * @param {number} share
   */
  #quantile(name, share) {
    const sorted = (this.#byName.get(name) ?? []).toSorted((left, right) => left - right);
    return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
  }
}

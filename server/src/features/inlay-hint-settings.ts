/** Which inlay hints users want to see. */
export interface InlayHintSettings {
  /** The name of a XenBus state. */
  readonly states: boolean;
  /** The limit of the backend, beside the number of queues. */
  readonly queueLimits: boolean;
  /** Who else has the same event channel or grant reference. */
  readonly shared: boolean;
  /** The text that escapes stand for. */
  readonly decodedValues: boolean;
}

/**
 * Reads the settings under `xenstore.inlayHints`.
 * @param value anything but `false` counts as true
 */
export function readInlayHintSettings(value: Readonly<Record<string, unknown>>): InlayHintSettings {
  const wanted = (name: keyof InlayHintSettings): boolean => value[name] !== false;
  return { states: wanted("states"), queueLimits: wanted("queueLimits"), shared: wanted("shared"), decodedValues: wanted("decodedValues") };
}

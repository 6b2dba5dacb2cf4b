/** The XenBus states (xen/include/public/io/xenbus.h). */
export const XenbusState = {
  Unknown: 0,
  Initialising: 1,
  InitWait: 2,
  Initialised: 3,
  Connected: 4,
  Closing: 5,
  Closed: 6,
  Reconfiguring: 7,
  Reconfigured: 8,
} as const;

export type XenbusState = (typeof XenbusState)[keyof typeof XenbusState];

/** The name of each state, which is the same in every language. */
export const STATE_NAMES = Object.fromEntries(Object.entries(XenbusState).map(([name, state]) => [state, name])) as Readonly<Record<XenbusState, string>>;

/** What each state means at the end that writes it, for a vif. */
export const STATE_MEANINGS: Readonly<Record<"frontend" | "backend", Readonly<Record<XenbusState, string>>>> = {
  frontend: {
    0: "The device is going away. Linux netback closes and unregisters.",
    1: "The toolstack has made the device; the driver has not written its keys yet, or is in the middle of it.",
    2: "No netfront writes this. Linux netback treats it as a fatal error: `saw state 2 at frontend`.",
    3: "The keys are written. Linux netback still waits for Connected; FreeBSD and Mirage read the keys now.",
    4: "The keys are complete and in force. netback reads them once, on the change to this state.",
    5: "The driver is closing. Keys that are left over are normal.",
    6: "The driver has closed. Linux, Windows and FreeBSD leave their keys behind.",
    7: "Connected, and the XDP headroom is being changed. The keys stay in force.",
    8: "Only a backend writes this. Linux netback treats it as a fatal error.",
  },
  backend: {
    0: "The device is going away.",
    1: "The backend driver has not taken the device yet.",
    2: "The features are advertised. netback waits for the frontend, or, with the rings connected, for the hotplug script.",
    3: "netback does not use this state.",
    4: "After a fatal error, netback writes this, too: look for its error node.",
    5: "The backend refused the device or is closing.",
    6: "The backend has closed; with `online` 0 the device is being removed.",
    7: "Connected, and being reconfigured.",
    8: "Normal after a change of the XDP headroom; the state does not return to 4 by itself.",
  },
};

/** Reads a state as the drivers write it: one decimal digit, leading zeros allowed. @param text undefined if the dump does not tell the value */
export function readState(text: string | undefined): XenbusState | undefined {
  return text !== undefined && /^0*[0-8]$/.test(text) ? (Number(text) as XenbusState) : undefined;
}

import { Directory } from "./directory";
import type { NameTest } from "../store/layout";
import type { KeyEntry } from "./key-entry";
import { MAX_QUEUES } from "./ring-keys";
import { XenbusState } from "./state";

const FEATURE: NameTest = { initials: "f", passes: (name) => name.startsWith("feature-") };

/** The backend directory of a vif, as netback and the toolstack write it. */
export class Backend extends Directory {
  readonly side = "backend";

  readonly maxQueuesEntry: KeyEntry | undefined = this.keyEntry(MAX_QUEUES);

  /** The number of queues it supports (S1); undefined if that is absent, invalid, or not known. */
  get maxQueues(): number | undefined {
    const limit = this.maxQueuesEntry?.decimal;
    return limit === 0 ? undefined : limit;
  }

  protected get isHeld(): boolean {
    return this.isLinked;
  }

  /** Whether the driver has the device and has not given it up: before InitWait its keys are on the way, from Closing on they are left over. */
  get isInUse(): boolean {
    return this.stateEntry === undefined || this.isConnected || this.state === XenbusState.InitWait || this.state === XenbusState.Reconfiguring;
  }

  /** Whether the driver says that it has connected: after a change of the XDP headroom it stays in Reconfigured. */
  get isConnected(): boolean {
    return this.state === XenbusState.Connected || this.state === XenbusState.Reconfigured;
  }

  /** Whether the toolstack takes the device away. Linux reads an absent key like that too, but then nobody has said so. */
  get isBeingRemoved(): boolean {
    return this.keyEntry("online")?.decimal === 0;
  }

  /** Whether it has not connected, and the hotplug script has failed: then it does not connect, whatever the frontend does. */
  get lacksInterface(): boolean {
    return !this.isConnected && this.keyEntry("hotplug-status")?.text === "error";
  }

  /** Whether the driver may not have advertised its features yet: netback writes them before it goes to InitWait. */
  get isEarly(): boolean {
    return this.state === XenbusState.Unknown || this.state === XenbusState.Initialising;
  }

  /**
   * Whether a feature whose key is not in the directory is really not advertised.
   * @param name `feature-` for all features
   */
  tellsFeature(name: string): boolean {
    if (this.isEarly || !this.tells(name)) return false;
    return this.node.children?.someName(FEATURE) === true;
  }

  /** Whether it advertises a feature (E1); undefined if the dump does not tell, or if a driver that has not come so far may still write the flag. */
  advertises(feature: string): boolean | undefined {
    const flag = this.keyEntry(feature);
    if (flag === undefined) return this.tellsFeature(feature) ? false : undefined;
    if (flag.decimal === 0) return this.isEarly ? undefined : false;
    return flag.decimal === 1 ? true : undefined;
  }

  /** Whether it advertises split event channels (E1, E2). */
  get advertisesSplitChannels(): boolean | undefined {
    return this.advertises("feature-split-event-channels");
  }
}

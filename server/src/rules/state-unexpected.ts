import { t } from "../l10n";
import { STATE_NAMES, XenbusState } from "../netif/state";
import { NONE, type FrontendRule } from "./rule";

/** xenbus.h and the drivers: InitWait and Reconfigured are states of a backend. */
export const stateUnexpected: FrontendRule = {
  on: "frontend",
  code: "state-unexpected",
  level: "warning",
  gate: "always",
  summary: "a frontend is in a state that only a backend writes: 2 or 8",
  check(frontend) {
    const { state, stateEntry } = frontend;
    if (stateEntry === undefined || (state !== XenbusState.InitWait && state !== XenbusState.Reconfigured)) return NONE;
    return [{
      at: stateEntry.valueSpan,
      message: t("The frontend is in state {0}, {1}, which no frontend writes. netback treats it as an error and refuses the device.", state, STATE_NAMES[state]),
      explains: ({ step }) => step === "state",
    }];
  },
};

import { expect, test } from "vitest";
import { finish, openDump } from "../open-dump";
import { showRange } from "./marked-lines";
import { BACKEND, HOST } from "./sample-host";

const LONE = "/local/domain/0/backend/vif/2/0";

function listed(text: string): string[] {
  return finish(openDump(text).vifs()).map(({ name, description, range }) => `${name}: ${description} @ ${showRange(text, range)}`);
}

test("each frontend is listed with its forecast, and a backend only where the dump has no frontend for it", () => {
  expect(listed(`${HOST}${LONE} = ""\n${LONE}/frontend = "/local/domain/2/device/vif/0"\n${LONE}/state = "2"\n`)).toEqual([
    'vif1.0 frontend (web01): netback connects 2 queues, split channels @ /local/domain/1/device/vif/«0» = ""',
    'vif1.1 frontend (web01): netback refuses: "22 mapping shared-frames 20/21 port tx 7 rx 7" @ /local/domain/1/device/vif/«1» = ""',
    `vif2.0 backend: ${LONE} @ /local/domain/0/backend/vif/2/«0» = ""`,
  ]);
});

test("other devices are not listed", () => {
  expect(listed(`${BACKEND.replace("vif", "vbd")}/state = "4"\n`)).toEqual([]);
});

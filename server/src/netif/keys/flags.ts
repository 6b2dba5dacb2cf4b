import type { NetifKey } from "../key";

type Flag = Pick<NetifKey, "places" | "owner" | "type">;

/** A flag by which the backend says what it can do. */
export const BACKEND_FLAG: Flag = { places: ["backend"], owner: "backend", type: { kind: "flag" } };

/** A flag by which the frontend says what it wants or can take. */
export const FRONTEND_FLAG: Flag = { places: ["frontend"], owner: "frontend", type: { kind: "flag" } };

/** A flag by which each end says, in its own directory, what it can take. */
export const EACH_END_FLAG: Flag = { places: ["frontend", "backend"], owner: { frontend: "frontend", backend: "backend" }, type: { kind: "flag" } };

import type { NetifKey } from "../key";

type Owned = Pick<NetifKey, "places" | "owner">;
type Flag = Owned & Pick<NetifKey, "type">;

/** What the toolstack writes in the directory of the backend. */
export const OF_TOOLSTACK: Owned = { places: ["backend"], owner: "toolstack" };

/** A flag by which the backend says what it can do. */
export const BACKEND_FLAG: Flag = { places: ["backend"], owner: "backend", type: { kind: "flag" } };

/** What the frontend writes in its directory. */
export const OF_FRONTEND: Owned = { places: ["frontend"], owner: "frontend" };

/** A flag by which the frontend says what it wants or can take. */
export const FRONTEND_FLAG: Flag = { ...OF_FRONTEND, type: { kind: "flag" } };

/** What each end writes in its own directory. */
export const OF_EACH_END: Owned = { places: ["frontend", "backend"], owner: { frontend: "frontend", backend: "backend" } };

/** A flag by which each end says, in its own directory, what it can take. */
export const EACH_END_FLAG: Flag = { ...OF_EACH_END, type: { kind: "flag" } };

const { NODE_EXTRA_CA_CERTS: _, ...rest } = process.env;

/**
 * The environment of all processes that are measured. If Node.js is given extra certificates, reading them takes as long at each start as parsing the tree of a host:
 * that would make all commands look alike, and all servers slow.
 */
export const ENVIRONMENT = rest;

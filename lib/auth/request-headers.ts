/**
 * What `receiveRequests` writes into a request's headers, over whatever was sent under these names. The last two stand
 * in proxy.ts by their values too: its matcher is read without being run.
 */

/** The connection's own address: Next hands no socket on, and its own `X-Forwarded-For` believes the client. */
export const peerHeader = "x-framewatch-peer";

/** On a download by a share link: what its connection is called (break-off.ts). */
export const connectionHeader = "x-framewatch-connection";

/** The address asked for, for the way back after signing in. */
export const pathHeader = "x-framewatch-path";

/** On a request that may change something. */
export const writesHeader = "x-framewatch-writes";

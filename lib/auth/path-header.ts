/** Under this header proxy.ts tells pages their own address, for the way back after signing in. */
export const pathHeader = "x-framewatch-path";

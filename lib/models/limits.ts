/** Largest model, in bytes; a frame for the web needs a tenth of it. */
export const LARGEST_MODEL = 50 * 1024 * 1024;

/** How much of anything a model may hold, so that every phone can show it. */
export const MOST = { vertices: 3_000_000, nodes: 10_000, textureSide: 8_192, description: 16 * 1024 * 1024 };

export const megabytes = (bytes: number): string => `${Math.ceil(bytes / 1024 / 1024)} MB`;

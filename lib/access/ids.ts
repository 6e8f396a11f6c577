import { v7 } from "uuid";
import { z } from "zod";

/** A new UUIDv7: sorts by the time it was made. */
export const newId = (): string => v7();

/** An id as it comes from outside; anything else is *not found*, never an error page. */
export const idSchema = z.uuid();

export const isId = (value: unknown): value is string => idSchema.safeParse(value).success;

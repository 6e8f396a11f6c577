import { z } from "zod";

/** Minor units, net. */
export const priceSchema = z
  .number()
  .int("Give the price in whole cents.")
  .min(0, "A price cannot be below 0.")
  .max(100_000_000_00, "A price can be 100,000,000 at most.");

export const currencySchema = z
  .string()
  .regex(/^[A-Z]{3}$/, "Give the currency as three letters, for example EUR.");

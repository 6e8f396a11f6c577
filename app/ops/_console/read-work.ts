import { cache } from "react";
import { requireProducer } from "@/lib/auth/current-actor";
import { workByState } from "@/lib/insights/work-by-state";

/** The work by state, read once for the shell and the console in it. */
export const readWork = cache(async () => workByState(await requireProducer(), new Date()));

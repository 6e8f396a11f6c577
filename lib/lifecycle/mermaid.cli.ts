import { writeFileSync } from "node:fs";
import { lifecycleDocument } from "./mermaid";

// Writes docs/lifecycle.md anew; run it from the project's folder after the machine has changed.
writeFileSync("docs/lifecycle.md", lifecycleDocument());

import { buildApp } from "./build-app";
import { Shutdown } from "./shutdown";

// `npm run build`: what `npm start` does by itself when sources have changed.
const shutdown = new Shutdown();
const { built, output } = await buildApp(process.cwd(), (...program) => shutdown.run(...program));
console.log(output);
process.exitCode = built ? 0 : 1;

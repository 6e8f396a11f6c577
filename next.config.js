import { dirname } from "node:path";
import { fileURLToPath } from "node:url";

// Named, so that a lockfile in a folder above cannot move where the build looks and what it packs.
const root = dirname(fileURLToPath(import.meta.url));

/** @type {import('next').NextConfig} */
const config = {
  output: "standalone",
  outputFileTracingRoot: root,
  turbopack: { root },
  poweredByHeader: false,
  reactStrictMode: true,
  devIndicators: false,
  // Development names each request in the terminal: not those whose address is a capability.
  logging: { incomingRequests: { ignore: [/\/(share|invite|reset|subscribe|unsubscribe|m)\//] } },
  serverExternalPackages: ["@node-rs/argon2", "postgres", "pino", "nodemailer", "web-push", "pdfkit"],
  // Read from disk when a document is drawn, so no import leads to them.
  outputFileTracingIncludes: {
    "/quotes/**": ["./node_modules/dejavu-fonts-ttf/{package.json,ttf/DejaVuSans*.ttf}"],
  },
  experimental: { serverActions: { bodySizeLimit: "32mb" } },
};

export default config;

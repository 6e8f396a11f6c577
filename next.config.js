/** @type {import('next').NextConfig} */
const config = {
  output: "standalone",
  poweredByHeader: false,
  reactStrictMode: true,
  devIndicators: false,
  serverExternalPackages: ["@node-rs/argon2", "postgres", "pg-boss", "pino", "nodemailer"],
  experimental: { serverActions: { bodySizeLimit: "32mb" } },
};

export default config;

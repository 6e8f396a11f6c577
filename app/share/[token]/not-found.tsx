import { headers } from "next/headers";
import { pathHeader } from "@/lib/auth/request-headers";
import { linkOfPage } from "./open";
import { ShareHead } from "./share-head";

/** Says that a link has ended and whom to ask, never what it showed. */
export default async function ShareEnded() {
  const path = (await headers()).get(pathHeader) ?? "";
  const token = /^\/share\/([^/?]+)/.exec(path)?.[1] ?? "";
  const opened = await linkOfPage(token);
  const by = opened.state === "unknown" ? null : opened.organisationName;
  return (
    <main id="main" className="page narrow notice">
      <ShareHead by={by} />
      <div>
        <h1>{TITLES[opened.state === "revoked" || opened.state === "expired" ? opened.state : "unknown"]}</h1>
        <p>
          {by
            ? `Ask your contact at ${by} for a new one.`
            : "Check that you have the whole address, or ask whoever sent it to you for a new link."}
        </p>
      </div>
    </main>
  );
}

const TITLES = {
  revoked: "This link was withdrawn.",
  expired: "This link has expired.",
  unknown: "There is no link at this address.",
};

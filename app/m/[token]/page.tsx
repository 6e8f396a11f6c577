import type { Metadata } from "next";
import { ModelViewer } from "@/components/model/model-viewer";
import { Notice } from "@/components/shell/notice";
import { openedModel } from "./open";

export const metadata: Metadata = { title: "A 3D model", robots: { index: false, follow: false } };

/** One model on a phone, by a short-lived link: no name, no account, nothing around it. */
export default async function ModelOnAPhone({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params;
  const model = await openedModel(token);
  if (!model)
    return (
      <Notice title="This link has ended.">
        <p>Links to a model live for half an hour. Show a new code on the screen it came from.</p>
      </Notice>
    );
  return (
    <main id="main" className="page one-model">
      <h1 className="vh">3D model</h1>
      <ModelViewer src={`/m/${token}/file`} label="3D model" />
    </main>
  );
}

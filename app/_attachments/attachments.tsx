import type { Attachment } from "@/lib/attachments/attach";
import { RemoveButton, UploadForm } from "./upload-form";

const size = new Intl.NumberFormat("en-GB", { style: "unit", unit: "megabyte", maximumFractionDigits: 1 });

/** Reference photos and drawings of an order or a variant, and the way to add more for those who may. */
export function Attachments({
  files,
  orderId = null,
  variantId = null,
  mayAttach,
}: {
  files: readonly Attachment[];
  /** One of the two: what they belong to. */
  orderId?: string | null;
  variantId?: string | null;
  mayAttach: boolean;
}) {
  return (
    <div>
      {files.length === 0 ? <p className="quiet">No photos or drawings yet.</p> : null}
      <ul className="attachments">
        {files.map((file) => (
          <li key={file.id}>
            <a href={`/attachments/${file.id}`}>
              {file.mediaType.startsWith("image/") ? (
                // biome-ignore lint/performance/noImgElement: private files pass through a route that checks who asks
                <img src={`/attachments/${file.id}`} alt="" width={120} height={90} loading="lazy" />
              ) : null}
              {file.name}
            </a>
            <span className="quiet">{size.format(file.size / 1_000_000)}</span>
            {mayAttach ? <RemoveButton attachmentId={file.id} name={file.name} /> : null}
          </li>
        ))}
      </ul>
      {mayAttach ? <UploadForm orderId={orderId} variantId={variantId} /> : null}
    </div>
  );
}

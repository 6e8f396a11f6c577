import type { Attachment } from "@/lib/attachments/attach";
import { Picture } from "./picture";
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
                <Picture attachmentId={file.id} alt="" width={120} />
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

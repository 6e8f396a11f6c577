import { Picture } from "@/app/_attachments/picture";
import { Badge } from "@/components/ui/badge";
import { type DateStyle, formatDay } from "@/lib/calendar/format";
import type { TicketMessage } from "@/lib/support/find-ticket";
import { STATUS_LABELS } from "@/lib/support/ticket";
import { formatTime } from "@/lib/words/dates";

/** What was said in a ticket, oldest first. Text is shown as text; whatever it holds. */
export function Conversation({ messages, style }: { messages: readonly TicketMessage[]; style: DateStyle }) {
  return (
    <ol className="talk">
      {messages.map((message) => (
        <li key={message.id} className={message.internal ? "internal" : undefined}>
          <p className="who">
            <b>{message.by.mine ? "You" : message.by.name}</b>
            {message.internal ? <Badge tone="hold">internal note</Badge> : null}
            <time dateTime={message.at.toISOString()}>
              {formatDay(message.at, style)}, {formatTime(message.at, style.zone)}
            </time>
          </p>
          {message.words ? <p className="words">{message.words}</p> : null}
          <Files files={message.files} />
          {message.status === "solved" ? (
            <p className="small quiet">{STATUS_LABELS.solved}. An answer opens it again.</p>
          ) : null}
        </li>
      ))}
    </ol>
  );
}

function Files({ files }: { files: TicketMessage["files"] }) {
  if (files.length === 0) return null;
  return (
    <ul className="attachments">
      {files.map((file) => (
        <li key={file.id}>
          <a href={`/attachments/${file.id}`}>
            {file.mediaType.startsWith("image/") ? (
              <Picture attachmentId={file.id} alt="" width={120} />
            ) : null}
            {file.name}
          </a>
        </li>
      ))}
    </ul>
  );
}

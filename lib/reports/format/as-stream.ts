/**
 * A byte stream that takes the next chunk only when its reader wants one, so memory stays flat however long the
 * report. Cancelling it (a download broken off) ends the source, which may hold a database cursor.
 */
export function asStream(source: AsyncGenerator<Uint8Array, void>): ReadableStream<Uint8Array> {
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const next = await source.next();
        if (next.done) controller.close();
        else controller.enqueue(next.value);
      },
      async cancel() {
        await source.return();
      },
    },
    { highWaterMark: 0 },
  );
}

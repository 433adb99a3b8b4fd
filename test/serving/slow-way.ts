import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** Stands before a server and holds each piece of data up for half the round trip, in order. */
export async function openSlowWay(
  url: string,
  roundTripMs: number,
): Promise<{ url: string; close: () => Promise<void> }> {
  const { port, hostname } = new URL(url);
  const sockets = new Set<Socket>();
  const carry = (from: Socket, to: Socket): void => {
    from.on('data', (chunk: Buffer) => setTimeout(() => to.write(chunk), roundTripMs / 2));
    from.on('close', () => setTimeout(() => to.end(), roundTripMs / 2));
    from.on('error', () => to.destroy());
    sockets.add(from);
  };
  const server = createServer((near) => {
    const far = connect(Number(port), hostname);
    carry(near, far);
    carry(far, near);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const slow = new URL(url);
  slow.port = String((server.address() as AddressInfo).port);
  return {
    url: slow.href,
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** `newsift schedule --metrics`: what machines that watch the service are told. */
import { InvalidArgumentError } from "commander";
import type { Journal } from "../../../archive/records/journal.ts";
import type { RunRecord } from "../../../archive/records/runs.ts";
import { healthOf } from "../../../service/health.ts";
import { type MetricsAddress, serveMetrics } from "../../../service/metrics-server.ts";
import { createMetrics } from "../../../service/metrics.ts";
import type { Standing } from "../../../service/service.ts";
import { portNumber } from "../../terminal/options.ts";

/** What machines are told of the service. */
export interface Watch {
  readonly url: string;
  seeStart(standing: Standing): void;
  seeRun(record: RunRecord): void;
  close(): Promise<void>;
}

/** @throws {ListenError} where the port is taken or the address is not to be had */
export async function openWatch(address: MetricsAddress, journal: Journal): Promise<Watch> {
  const since = Date.now();
  let standing: Standing | undefined;
  const metrics = createMetrics(journal.read(), () => standing);
  const { url, close } = await serveMetrics(address, { metrics, health: () => healthOf(since, standing) });
  return { url, close, seeRun: metrics.seeRun, seeStart: (begun) => (standing = begun) };
}

/** `9464`, `127.0.0.1:9464`, `[::1]:9464`; without a host it is this machine's own. */
export function metricsAddress(text: string): MetricsAddress {
  const [, host = "127.0.0.1", port] =
    /^(?:(?<host>[^:[\]]+|\[[\da-f:.]+\]):)?(?<port>\d{1,5})$/iu.exec(text) ?? [];
  if (port === undefined) {
    throw new InvalidArgumentError(
      "It must be a port, or a host and a port: 9464, 127.0.0.1:9464, [::1]:9464.",
    );
  }
  return { host: host.replaceAll(/[[\]]/gu, ""), port: portNumber(port) };
}

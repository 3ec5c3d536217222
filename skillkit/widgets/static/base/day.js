// Day: the person's own date, which may differ from that of the machine on which Python runs.

/** As in 2026-11-24. */
export function today() {
  const now = new Date();
  return new Date(now.getTime() - now.getTimezoneOffset() * 60000).toISOString().slice(0, 10);
}

/** The person's own time with its zone: 2026-11-24T10:00:00+01:00. */
export function localNow() {
  const now = new Date();
  const offset = -now.getTimezoneOffset();
  const two = (/** @type {number} */ number) => String(Math.abs(number)).padStart(2, "0");
  const zone = `${offset < 0 ? "-" : "+"}${two(Math.trunc(offset / 60))}:${two(offset % 60)}`;
  return new Date(now.getTime() + offset * 60000).toISOString().slice(0, 19) + zone;
}

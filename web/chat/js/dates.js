// Days as the worker says them and as the gateway takes them. All days are Korean days, wherever the device is.

const SEOUL = "Asia/Seoul";
const isoDay = new Intl.DateTimeFormat("en-CA", { timeZone: SEOUL, year: "numeric", month: "2-digit", day: "2-digit" });
const clock = new Intl.DateTimeFormat("ko-KR", { timeZone: SEOUL, hour: "numeric", minute: "2-digit" });
const longDay = new Intl.DateTimeFormat("ko-KR", { timeZone: SEOUL, month: "long", day: "numeric", weekday: "long" });
const dayAndTime = new Intl.DateTimeFormat("ko-KR", { timeZone: SEOUL, dateStyle: "long", timeStyle: "short" });

const DAY_MS = 86_400_000;

/** The Korean day, as YYYY-MM-DD, that lies `daysAgo` days before `now`. */
export function dayBefore(daysAgo, now = new Date()) {
  return isoDay.format(new Date(now.getTime() - daysAgo * DAY_MS));
}

/** "2026-11-22" as a person writes it: "2026년 11월 22일". */
export function spokenDay(iso) {
  const [year, month, day] = iso.split("-").map(Number);
  return `${year}년 ${month}월 ${day}일`;
}

/** "2026-11-22" without the year, for a button: "11월 22일". */
export function shortDay(iso) {
  const [, month, day] = iso.split("-").map(Number);
  return `${month}월 ${day}일`;
}

/** Reads "19640302", "1964.3.2" or "1964년 3월 2일" as YYYY-MM-DD; null where no such day exists. */
export function readDay(text) {
  const digits = text.replace(/\D/g, "");
  const parts = text.split(/\D+/).filter(Boolean);
  let year, month, day;
  if (parts.length === 3 && parts[0].length === 4) [year, month, day] = parts.map(Number);
  else if (digits.length === 8) [year, month, day] = [digits.slice(0, 4), digits.slice(4, 6), digits.slice(6)].map(Number);
  else return null;
  const date = new Date(Date.UTC(year, month - 1, day));
  const real = date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return real ? date.toISOString().slice(0, 10) : null;
}

const valid = (at) => (at && !Number.isNaN(Date.parse(at)) ? new Date(at) : null);

/** The time of day of an ISO instant, "오후 3:20"; empty for an unreadable one. */
export const clockOf = (at) => (valid(at) ? clock.format(valid(at)) : "");
/** The day of an ISO instant with its weekday; empty for an unreadable one. */
export const longDayOf = (at) => (valid(at) ? longDay.format(valid(at)) : "");
/** Day and time of an ISO instant; empty for an unreadable one. */
export const dayAndTimeOf = (at) => (valid(at) ? dayAndTime.format(valid(at)) : "");

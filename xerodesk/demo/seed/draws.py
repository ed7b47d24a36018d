"""The one seeded source that everything in the demo books is drawn from, and the calendar they lie in."""

from datetime import UTC, date, datetime, time, timedelta
from random import Random

from xerodesk.demo.wire import day_stamp, day_text

# The organisation's own day can begin 14 hours before midnight UTC (New Zealand in summer): changes up to then lie in the past
# wherever the books are read on `today`.
_SAFE = timedelta(hours=14)


class Draws(Random):
    """A seeded random source that also hands out ids."""

    _hex = ""
    _at = 0

    def new_id(self) -> str:
        """An id like any uuid4. The digits are drawn for many ids at once, which is three times as fast."""
        if self._at >= len(self._hex):
            self._hex, self._at = self.randbytes(15 * 1024).hex(), 0
        text = self._hex[self._at : self._at + 30]
        self._at += 30
        return f"{text[:8]}-{text[8:12]}-4{text[12:15]}-a{text[15:18]}-{text[18:]}"

    def chance(self, share: float) -> bool:
        """True in this share of the cases."""
        return self.random() < share


class Calendar:
    """Days as Xero writes them, each made once, and moments that are never in the future."""

    def __init__(self, today: date) -> None:
        self.today = today
        self._latest = datetime.combine(today, time(), UTC) - _SAFE
        self._days: dict[date, tuple[str, str]] = {}
        self._mornings: dict[date, datetime] = {}

    def texts(self, day: date) -> tuple[str, str]:
        """A day as `2009-05-27T00:00:00` and as `/Date(ms+0000)/`."""
        found = self._days.get(day)
        if found is None:
            found = self._days[day] = (day_text(day), day_stamp(day))
        return found

    def moment(self, day: date, draw: Random) -> datetime:
        """A moment in the working hours of a day, in whole milliseconds, at the latest just before today began."""
        morning = self._mornings.get(day)
        if morning is None:
            morning = self._mornings[day] = datetime.combine(day, time(), UTC) - timedelta(hours=2)
        moment = morning + timedelta(milliseconds=int(draw.random() * 28_800_000))
        return moment if moment <= self._latest else self._latest - timedelta(milliseconds=draw.randrange(3_600_000))

    def workday(self, day: date) -> date:
        """The day itself, or the Friday before a weekend."""
        return day - timedelta(days=max(0, day.weekday() - 4))

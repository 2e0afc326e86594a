package io.voxgate.callingpolicy;

import io.voxgate.model.Fault;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/** What is wrong with a policy beyond the form of its members. */
public final class PolicyFaults {
    private static final String WRONG_FORM = "WRONG_FORM";

    private PolicyFaults() {}

    public static List<Fault> of(CallingPolicy policy) {
        List<Fault> faults = new ArrayList<>();
        CallingHours hours = policy.hours();
        if (hours == null) {
            return faults;
        }
        if (hours.timeZone() != null && !known(hours.timeZone())) {
            faults.add(new Fault(
                    "/hours/timeZone", WRONG_FORM, "There is no such time zone; one is written as Asia/Shanghai."));
        }
        List<CallingWindow> windows = hours.windows() == null ? List.of() : hours.windows();
        for (int i = 0; i < windows.size(); i++) {
            CallingWindow window = windows.get(i);
            if (CallingWindow.minute(window.from()) >= CallingWindow.minute(window.to())) {
                faults.add(new Fault(
                        "/hours/windows/" + i + "/to",
                        "CONTRADICTION",
                        "It must be later than from. Write a window over midnight as two."));
            }
        }
        List<String> holidays = hours.holidays() == null ? List.of() : hours.holidays();
        for (int i = 0; i < holidays.size(); i++) {
            if (ConsentRule.day(holidays.get(i)).isEmpty()) {
                faults.add(new Fault("/hours/holidays/" + i, WRONG_FORM, "There is no such day."));
            }
        }
        return faults;
    }

    /** A place; an offset ({@code +08:00}) is a zone for Java too, but none that anybody lives in. */
    private static boolean known(String zone) {
        return ZoneId.getAvailableZoneIds().contains(zone);
    }
}

package io.voxgate.event.webhook;

import io.voxgate.Settings;
import io.voxgate.event.webhook.Target.Reading;
import io.voxgate.model.Fault;
import io.voxgate.vendor.transport.AddressGuard;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What makes a webhook storable: types that exist, and a URL that may be called. */
@ApplicationScoped
public class WebhookRules {
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final boolean development;
    private final TargetReader reader;
    private final Gate gate;

    @Inject
    public WebhookRules(Settings settings, Resolver resolver) {
        this(settings.privateAddresses(), resolver);
    }

    WebhookRules(boolean development, Resolver resolver) {
        this.development = development;
        this.reader = new TargetReader(development);
        this.gate = new Gate(resolver, new AddressGuard(development));
    }

    /** Everything that is wrong; pointers into the request. */
    public List<Fault> check(String url, List<String> eventTypes) {
        List<Fault> faults = new ArrayList<>();
        url(url).map(fault -> fault.below("/url")).ifPresent(faults::add);
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < eventTypes.size(); i++) {
            String type = eventTypes.get(i);
            if (!EventTypes.known(type)) {
                faults.add(new Fault("/eventTypes/" + i, "UNKNOWN_WORD", "It must be one of " + EventTypes.words() + "."));
            } else if (!seen.add(type)) {
                faults.add(new Fault("/eventTypes/" + i, "DUPLICATE", "It is in the list already."));
            }
        }
        return faults;
    }

    private Optional<Fault> url(String url) {
        return switch (reader.read(url)) {
            case Reading.Unusable unusable -> Optional.of(new Fault("", unusable.code(), unusable.why()));
            case Reading.Readable readable -> switch (gate.pass(readable.target(), PATIENCE)) {
                case Gate.Passage.Open _ -> Optional.empty();
                case Gate.Passage.Closed closed -> Optional.of(new Fault("", "NOT_ALLOWED", closed.why()));
                case Gate.Passage.Unknown _ -> development ? Optional.empty()
                        : Optional.of(new Fault("", "UNKNOWN_HOST", "The name service knows no address of this host: nothing could be delivered."));
            };
        };
    }
}

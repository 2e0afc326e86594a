package io.voxgate.event.webhook;

import io.voxgate.config.EgressSettings;
import io.voxgate.egress.EgressAddressPolicy;
import io.voxgate.event.webhook.WebhookUrl.UrlReading;
import io.voxgate.model.Fault;
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
    private static final Duration TIMEOUT = Duration.ofSeconds(3);

    private final boolean development;
    private final WebhookUrlParser reader;
    private final TargetResolver targetResolver;

    @Inject
    public WebhookRules(EgressSettings settings, HostResolver resolver) {
        this(settings.privateAddresses(), resolver);
    }

    WebhookRules(boolean development, HostResolver resolver) {
        this.development = development;
        this.reader = new WebhookUrlParser(development);
        this.targetResolver = new TargetResolver(resolver, new EgressAddressPolicy(development));
    }

    /** Everything that is wrong; pointers into the request. */
    public List<Fault> check(String url, List<String> eventTypes) {
        List<Fault> faults = new ArrayList<>();
        url(url).map(fault -> fault.below("/url")).ifPresent(faults::add);
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < eventTypes.size(); i++) {
            String type = eventTypes.get(i);
            if (!EventTypes.known(type)) {
                faults.add(
                        new Fault("/eventTypes/" + i, "UNKNOWN_WORD", "It must be one of " + EventTypes.words() + "."));
            } else if (!seen.add(type)) {
                faults.add(new Fault("/eventTypes/" + i, "DUPLICATE", "It is in the list already."));
            }
        }
        return faults;
    }

    private Optional<Fault> url(String url) {
        return switch (reader.read(url)) {
            case UrlReading.Unusable unusable -> Optional.of(new Fault("", unusable.code(), unusable.why()));
            case UrlReading.Readable readable ->
                switch (targetResolver.pass(readable.target(), TIMEOUT)) {
                    case TargetResolver.Resolution.Open _ -> Optional.empty();
                    case TargetResolver.Resolution.Closed closed ->
                        Optional.of(new Fault("", "NOT_ALLOWED", closed.why()));
                    case TargetResolver.Resolution.Unknown _ ->
                        development
                                ? Optional.empty()
                                : Optional.of(new Fault(
                                        "",
                                        "UNKNOWN_HOST",
                                        "The name service knows no address of this host: nothing could be delivered."));
                };
        };
    }
}

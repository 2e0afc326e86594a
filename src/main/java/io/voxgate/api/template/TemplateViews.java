package io.voxgate.api.template;

import io.voxgate.adapter.AdapterRegistry;
import io.voxgate.connection.StoredCredentials;
import io.voxgate.limits.Limit;
import io.voxgate.model.Agent;
import io.voxgate.model.Fault;
import io.voxgate.template.Templates;
import io.voxgate.tenant.TenantShares;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A revision as it is answered: with what each vendor makes of it, and what may be a mistake. */
@ApplicationScoped
public class TemplateViews {
    private final Templates templates;
    private final StoredCredentials credentials;
    private final AdapterRegistry adapters;
    private final TenantShares shares;

    public TemplateViews(
            Templates templates, StoredCredentials credentials, AdapterRegistry adapters, TenantShares shares) {
        this.templates = templates;
        this.credentials = credentials;
        this.adapters = adapters;
        this.shares = shares;
    }

    TemplateView of(String tenantId, Templates.Revision revision) {
        Optional<Agent> sample = shares.compute(tenantId, () -> templates.sample(revision.template()));
        List<Fault> warnings = new ArrayList<>();
        List<VendorPortability> portability = shares.compute(tenantId, () -> {
            warnings.addAll(templates.warnings(revision.template()));
            return sample.map(agent -> adapters.all().stream()
                            .map(adapter -> VendorPortability.of(adapter, agent))
                            .toList())
                    .orElse(List.of());
        });
        sample.ifPresent(
                agent -> credentials.check(tenantId, agent).forEach(fault -> warnings.add(fault.below("/agent"))));
        if (sample.isEmpty()) {
            warnings.add(
                    new Fault(
                            "/agent",
                            "PORTABILITY_UNKNOWN",
                            "What vendors make of it depends on variables without a default; ask POST /v1/translations with values."));
        }
        return TemplateView.of(
                revision,
                portability,
                warnings.stream().limit(Limit.FAULTS.max()).toList());
    }
}

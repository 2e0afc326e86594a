package io.voxgate.role;

import io.voxgate.adapter.CredentialValues;
import io.voxgate.adapter.HttpCall;
import io.voxgate.adapter.InstallationIdentity;
import io.voxgate.adapter.MetadataStep;
import io.voxgate.adapter.RequestNonce;
import io.voxgate.adapter.RoleAnswer;
import io.voxgate.adapter.SecretMask;
import io.voxgate.adapter.TemporaryKey;
import io.voxgate.adapter.VendorAdapter;
import io.voxgate.adapter.VendorInfo.ConnectionSchema;
import io.voxgate.adapter.VendorInfo.SecretPart;
import io.voxgate.config.IdentitySettings;
import io.voxgate.egress.Deadline;
import io.voxgate.egress.MetadataTransport;
import io.voxgate.egress.SendResult;
import io.voxgate.egress.Transport;
import io.voxgate.model.SecretText;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Assumes roles with what this installation is to a vendor, in the place of a connection's key. Who may ask for which
 * role has been decided before ({@link io.voxgate.config.RoleGrants}).
 */
@ApplicationScoped
public class InstallationRoles {
    private final WorkloadTokens tokens;
    private final Transport transport;
    private final MetadataTransport metadata;
    private final Clock clock;
    private final boolean instance;

    public InstallationRoles(
            WorkloadTokens tokens,
            Transport transport,
            MetadataTransport metadata,
            Clock clock,
            IdentitySettings settings) {
        this.tokens = tokens;
        this.transport = transport;
        this.metadata = metadata;
        this.clock = clock;
        this.instance = settings.source().equalsIgnoreCase("instance");
    }

    /** Asks for the role's temporary key; never throws. */
    RoleAnswer assume(VendorAdapter adapter, RoleRequest request, RequestNonce nonce, Deadline deadline) {
        return adapter.installationIdentity()
                .map(identity -> instance
                        ? byMachine(adapter, identity.machineKey(request.account()), request, nonce, deadline)
                        : byWorkload(adapter, identity, request, deadline))
                .orElseGet(() -> new RoleAnswer.Unavailable(request.vendor() + " takes keys alone."));
    }

    private RoleAnswer byWorkload(
            VendorAdapter adapter, InstallationIdentity identity, RoleRequest request, Deadline deadline) {
        return switch (tokens.proof(identity.variables())) {
            case WorkloadTokens.MissingToken missing -> new RoleAnswer.Unavailable(missing.why());
            case WorkloadTokens.PresentToken present ->
                answered(
                        adapter,
                        transport.send(
                                request.vendor(),
                                identity.assumeRole(
                                        present.proof(), request.role(adapter), request.account(), clock.instant()),
                                deadline),
                        SecretMask.of(List.of(present.proof().token())));
        };
    }

    /** The machine's own role has the one right to assume the roles of connections; its key signs nothing else. */
    private RoleAnswer byMachine(
            VendorAdapter adapter, MetadataStep first, RoleRequest request, RequestNonce nonce, Deadline deadline) {
        MetadataStep step = first;
        while (step instanceof MetadataStep.MetadataQuestion question) {
            step = switch (ask(request, question.call(), deadline)) {
                case SendResult.VendorReply reply -> question.next().apply(reply.reply());
                case SendResult.NotSent not -> new MetadataStep.NoMachineKey(silent(not.why()));
                case SendResult.Broken broken -> new MetadataStep.NoMachineKey(silent(broken.why()));
                case SendResult.PermitExpired _ -> throw new IllegalStateException("This call has no permit");
            };
        }
        return switch (step) {
            case MetadataStep.MachineKey found -> chained(adapter, found.key(), request, nonce, deadline);
            case MetadataStep.NoMachineKey absent -> new RoleAnswer.Unavailable(absent.why());
            case MetadataStep.MetadataQuestion _ -> throw new IllegalStateException("Every question was asked");
        };
    }

    private static String silent(String why) {
        return "The machine's metadata service does not answer. " + why;
    }

    private SendResult ask(RoleRequest request, HttpCall question, Deadline deadline) {
        return request.account().endpoint().isPresent()
                ? transport.send(request.vendor(), question, deadline)
                : metadata.send(request.vendor(), question, deadline);
    }

    private RoleAnswer chained(
            VendorAdapter adapter, TemporaryKey machine, RoleRequest request, RequestNonce nonce, Deadline deadline) {
        ConnectionSchema schema = adapter.info().connection();
        Map<String, SecretText> secrets = new HashMap<>(request.secrets().connection());
        schema.secret(SecretPart.KEY_ID).ifPresent(name -> secrets.put(name, new SecretText(machine.id())));
        schema.secret(SecretPart.KEY_SECRET).ifPresent(name -> secrets.put(name, machine.secret()));
        schema.secret(SecretPart.KEY_TOKEN).ifPresent(name -> secrets.put(name, machine.token()));
        CredentialValues values = new CredentialValues(secrets, Map.of());
        return adapter.assumeRole(request.account(), values, clock.instant(), nonce)
                .map(call -> answered(adapter, transport.send(request.vendor(), call, deadline), values.mask()))
                .orElseGet(RoleAnswer::unreadable);
    }

    /** Whatever the vendor says back of what proves this installation is taken out before anybody reads it. */
    private static RoleAnswer answered(VendorAdapter adapter, SendResult sent, SecretMask mask) {
        return switch (sent) {
            case SendResult.VendorReply reply -> adapter.role(mask.reply(reply.reply()));
            case SendResult.NotSent not -> VendorTokenService.unavailable(not.why());
            case SendResult.Broken broken -> VendorTokenService.unavailable(broken.why());
            case SendResult.PermitExpired _ -> throw new IllegalStateException("This call has no permit");
        };
    }
}

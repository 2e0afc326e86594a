package io.voxgate.role;

import io.voxgate.adapter.InstallationIdentity.WorkloadProof;
import io.voxgate.adapter.InstallationIdentity.WorkloadVariables;
import io.voxgate.model.SecretText;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.Config;

/** What a Kubernetes cluster gave this workload to prove itself with. The token is read anew each time: it changes. */
@ApplicationScoped
public class WorkloadTokens {
    /** As long as the vendors take one. */
    private static final int LONGEST = 20_000;

    private static final Pattern TOKEN = Pattern.compile("[\\w.~+/=-]{4,20000}");

    private final Config environment;

    public WorkloadTokens(Config environment) {
        this.environment = environment;
    }

    sealed interface TokenSearch {}

    record PresentToken(WorkloadProof proof) implements TokenSearch {}

    /** @param why as a sentence for the operator; nothing of a token is in it */
    record MissingToken(String why) implements TokenSearch {}

    TokenSearch proof(WorkloadVariables variables) {
        Optional<String> provider = environment.getOptionalValue(variables.provider(), String.class);
        Optional<String> file = environment.getOptionalValue(variables.tokenFile(), String.class);
        if (provider.isEmpty() || file.isEmpty()) {
            return new MissingToken("This installation has no workload identity: the cluster sets no "
                    + (provider.isEmpty() ? variables.provider() : variables.tokenFile()) + ".");
        }
        try (InputStream in = Files.newInputStream(Path.of(file.get()))) {
            String token = new String(in.readNBytes(LONGEST + 1), StandardCharsets.UTF_8).strip();
            return TOKEN.matcher(token).matches()
                    ? new PresentToken(new WorkloadProof(provider.get(), new SecretText(token)))
                    : new MissingToken("The file that " + variables.tokenFile() + " names holds no token.");
        } catch (IOException | InvalidPathException e) {
            return new MissingToken("The file that " + variables.tokenFile() + " names cannot be read.");
        }
    }
}

package io.siltstone.azure;

import io.siltstone.core.Environment;
import io.siltstone.core.config.Secret;
import io.siltstone.core.error.ConfigurationException;
import io.siltstone.core.error.ErrorContext;
import io.siltstone.core.error.Operation;
import java.util.Base64;
import java.util.Optional;

/**
 * Which account, where, and how its requests are signed: what a configuration and credentials come to together.
 *
 * @param endpoint where the account's service listens
 * @param account its name
 * @param signing how requests are signed
 */
record AzureBlobAccess(AzureBlobEndpoint endpoint, String account, Signing signing) {

    static final String ACCOUNT_NAME = "AZURE_STORAGE_ACCOUNT_NAME";
    static final String ACCOUNT = "AZURE_STORAGE_ACCOUNT";
    static final String SERVICE_ENDPOINT = "AZURE_STORAGE_SERVICE_ENDPOINT";
    static final String CLIENT_ID = "AZURE_CLIENT_ID";

    /** How requests are signed. */
    sealed interface Signing {}

    /** With the account's key. */
    record SharedKey(Secret key) implements Signing {}

    /** By a signature that somebody else has made. */
    record Sas(Secret token) implements Signing {}

    /** With tokens of Microsoft Entra. */
    record Identity(Environment environment) implements Signing {}

    /**
     * Settles account, endpoint and signing.
     *
     * @throws ConfigurationException if something is missing, by name; if two sources name different accounts; or if
     *     requests would go over a network in plain text
     */
    static AzureBlobAccess of(AzureBlobConfig config, AzureBlobCredentials credentials) throws ConfigurationException {
        AzureBlobAccess access = switch (config.authentication()) {
            case AUTO -> first(config, credentials);
            case CONNECTION_STRING ->
                byConnectionString(
                        config, required(credentials.connectionString(), AzureBlobCredentials.CONNECTION_STRING));
            case SAS -> at(config, credentials, sas(required(credentials.sasToken(), AzureBlobCredentials.SAS_TOKEN)));
            case SHARED_KEY ->
                at(config, credentials, sharedKey(required(credentials.accountKey(), AzureBlobCredentials.KEY)));
            case IDENTITY -> at(config, credentials, new Identity(credentials.environment()));
        };
        if (!config.allowPlaintext() && !access.endpoint().isPrivate()) {
            throw refused("the endpoint " + access.endpoint().url()
                    + " would be spoken to in plain text; use https://, or set `allowPlaintext`");
        }
        if (access.signing() instanceof Identity && !access.endpoint().encrypted()) {
            throw refused("IDENTITY needs an https:// endpoint: its tokens never travel in plain text");
        }
        if (config.customerKey() && !access.endpoint().encrypted()) {
            throw refused("`customerKey` needs an https:// endpoint: the key never travels in plain text");
        }
        return access;
    }

    private static AzureBlobAccess first(AzureBlobConfig config, AzureBlobCredentials credentials)
            throws ConfigurationException {
        if (credentials.connectionString().isPresent()) {
            return byConnectionString(config, credentials.connectionString().get());
        }
        if (credentials.sasToken().isPresent()) {
            return at(config, credentials, sas(credentials.sasToken().get()));
        }
        if (credentials.accountKey().isPresent()) {
            return at(config, credentials, sharedKey(credentials.accountKey().get()));
        }
        if (credentials.environment().get(CLIENT_ID).isPresent()) {
            return at(config, credentials, new Identity(credentials.environment()));
        }
        throw refused("no credentials; set one of " + AzureBlobCredentials.CONNECTION_STRING + ", "
                + AzureBlobCredentials.SAS_TOKEN + " with the account, " + AzureBlobCredentials.KEY
                + " with the account, or `authentication` to IDENTITY with the account");
    }

    private static AzureBlobAccess byConnectionString(AzureBlobConfig config, Secret text)
            throws ConfigurationException {
        AzureBlobConnectionString parsed = AzureBlobConnectionString.parse(text);
        String account = parsed.account();
        if (config.account().isPresent() && !config.account().get().equals(account)) {
            throw refused("`account` is " + config.account().get() + ", but the connection string is of " + account);
        }
        AzureBlobEndpoint endpoint = endpoint("the connection string's endpoint", parsed.endpoint());
        if (config.endpoint().isPresent()
                && !endpoint(config.endpoint().get()).url().equals(endpoint.url())) {
            throw refused(
                    "`endpoint` is " + config.endpoint().get() + ", but the connection string's is " + endpoint.url());
        }
        Signing signing = parsed.key().isPresent()
                ? sharedKey(parsed.key().get())
                : sas(parsed.sasToken()
                        .orElseThrow(() -> refused(
                                "the connection string has neither AccountKey nor" + " SharedAccessSignature")));
        return new AzureBlobAccess(endpoint, account, signing);
    }

    private static AzureBlobAccess at(AzureBlobConfig config, AzureBlobCredentials credentials, Signing signing)
            throws ConfigurationException {
        Environment environment = credentials.environment();
        Optional<String> url = config.endpoint()
                .or(() -> config.account().isPresent() ? Optional.empty() : environment.get(SERVICE_ENDPOINT));
        Optional<AzureBlobEndpoint> named = url.isPresent() ? Optional.of(endpoint(url.get())) : Optional.empty();
        String account = config.account()
                .or(() -> named.map(AzureBlobEndpoint::account).filter(name -> !name.isEmpty()))
                .or(() -> environment.get(ACCOUNT_NAME))
                .or(() -> environment.get(ACCOUNT))
                .orElseThrow(() -> refused("no account; set `account` or " + ACCOUNT_NAME));
        return new AzureBlobAccess(named.isPresent() ? named.get() : endpoint(ofAccount(account)), account, signing);
    }

    private static String ofAccount(String account) throws ConfigurationException {
        if (!account.matches("[a-z0-9]{3,24}")) {
            throw refused(ACCOUNT_NAME + " is not 3 to 24 lower-case letters and digits");
        }
        return AzureBlobEndpoint.ofAccount(account).url();
    }

    private static AzureBlobEndpoint endpoint(String url) throws ConfigurationException {
        return endpoint("`endpoint`", url);
    }

    private static AzureBlobEndpoint endpoint(String what, String url) throws ConfigurationException {
        try {
            return AzureBlobEndpoint.parse(url);
        } catch (IllegalArgumentException e) {
            throw refused(what + ": " + e.getMessage());
        }
    }

    private static Sas sas(Secret token) throws ConfigurationException {
        String text = token.reveal().strip();
        String bare = text.startsWith("?") ? text.substring(1) : text;
        if (!bare.contains("sig=")) {
            throw refused("the SAS token has no signature (`sig=`)");
        }
        return new Sas(Secret.of(bare));
    }

    private static SharedKey sharedKey(Secret key) throws ConfigurationException {
        try {
            Base64.getDecoder().decode(key.reveal());
        } catch (IllegalArgumentException e) {
            throw refused("the account's key is not Base64");
        }
        return new SharedKey(key);
    }

    private static Secret required(Optional<Secret> secret, String variable) throws ConfigurationException {
        return secret.orElseThrow(() -> refused(variable + " is not set"));
    }

    private static ConfigurationException refused(String reason) {
        return new ConfigurationException(ErrorContext.of(Operation.OPEN, AzureBlobConfig.TYPE), reason);
    }
}

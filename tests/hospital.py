"""What an installation of the tests says of itself; made up."""

OPERATOR = {
    "OPERATOR_NAME": "Hospital of the Tests",
    "OPERATOR_ADDRESS": "2 Test Road, 11111 Testville",
    "OPERATOR_COUNTRY": "DE",
    "OPERATOR_REPRESENTATIVE": "Its director",
    "OPERATOR_EMAIL": "office@tests.example",
    "PRIVACY_OFFICER": "privacy@tests.example",
    "PRIVACY_AUTHORITY": "Authority of the Tests",
    "PRIVACY_PROCESSORS": "Machines of the Tests Ltd",
    "PRIVACY_COUNTRIES": "Germany",
}

"""A stand-in for the ClinicalTrials.gov API v2 on this machine, with invented studies.

    from tests.registry.documents import document, documents
    from tests.registry.server import Registry

It keeps the API's rules, not those of a client. What could not be established is marked "not established".
"""
